"""The network map: who works together with whom, for coordinators.

``ground`` reads spots and ties from the public network, ``kept`` gives each its place and keeps it,
``wish`` leaves out what was not asked for, ``groups`` draws many together; the other modules write what is
left for a browser, a picture, another program.
"""
