"""What shoppers do with their lists."""

from commerce.wishlists.services.lists import default_list, delete_list, make_list, rename_list, restore_list
from commerce.wishlists.services.merging import merge_guest_lists
from commerce.wishlists.services.moving import Moved, move_to_cart
from commerce.wishlists.services.purging import purge_lists
from commerce.wishlists.services.sharing import copy_list, share_list, stop_sharing
from commerce.wishlists.services.wishes import add_wish, change_wish, remove_variant, remove_wish

__all__ = [
    "Moved",
    "add_wish",
    "change_wish",
    "copy_list",
    "default_list",
    "delete_list",
    "make_list",
    "merge_guest_lists",
    "move_to_cart",
    "purge_lists",
    "remove_variant",
    "remove_wish",
    "rename_list",
    "restore_list",
    "share_list",
    "stop_sharing",
]
