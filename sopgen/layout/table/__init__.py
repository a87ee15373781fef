"""The flow table: columns, header, rows, notes and page breaks."""
