"""Tables for the programs people work with: a workbook for spreadsheets, `.dta` files for Stata."""
