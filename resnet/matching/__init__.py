"""Does it fit the need? Proposes referral paths with reasons; a person chooses."""
