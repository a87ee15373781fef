"""Who makes SOPs: processes of this machine, or a dask cluster."""
