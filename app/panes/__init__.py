"""The parts of the page. Views only: what they show comes from `app/display`."""
