"""Reading a PrestaShop catalogue, versions 1.6 to 9, without writing anything.

Owns: talking to the webservice (or replaying a recording of it), making sense of its XML, and handing over plain
frozen records. Must not know: our models, Django, or what becomes of a record afterwards. Its one promise to whoever
saves the records: every row of the old shop is either delivered or named in a `Problem`.

Start at `catalogue.read_catalogue`, with a `live.LiveSource` or a `recording.RecordingSource`.
"""
