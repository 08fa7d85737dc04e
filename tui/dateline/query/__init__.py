"""The query language: one for the app, the command line and saved views."""
