"""The operators' console on the platform host: stores, domains, people, kept mail. Operators are users of `public`."""
