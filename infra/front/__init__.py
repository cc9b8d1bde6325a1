"""What stands between the network and Django: patient with clients, so that no thread has to be."""
