"""What the public sees of a shop and how it reaches it: profile, followers, wholesale enquiries."""
