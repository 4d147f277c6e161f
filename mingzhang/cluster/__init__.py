"""Many machines: documents go out as values, and come back as the files that are to be written.

A machine of the cluster has the same program installed and nothing of the data; what a document is
made of goes out with it (``parcel``), is made there (``cluster_worker``), and put in
place here (``cluster_run``).
"""
