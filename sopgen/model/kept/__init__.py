"""Documents that are kept beside their source once they were signed or sent: their records; letters that were sent."""
