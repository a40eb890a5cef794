"""The programs: settings, addresses, servers. The only room that knows every other."""
