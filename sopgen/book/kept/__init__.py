"""Documents that were enacted: any PDF as booklet and letters take it in."""
