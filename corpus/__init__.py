"""What the bot knows out of the box: papers to index, and the Markdown that they are set from."""
