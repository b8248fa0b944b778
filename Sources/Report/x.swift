// The report is written in this module.
