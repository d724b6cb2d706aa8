"""What Moodle makes of an item, for Moodle XML and GIFT alike: answers, fractions and scores."""
