"""The shell of the house: settings, addresses, stores, users, pages, provisioning and the operators' console."""
