"""What `make bench` runs. Each benchmark writes its figures beside a description of the machine they were taken on."""
