package dev.probity.indicator;

import dev.probity.lifecycle.ImmediateCondition;

/**
 * A composite that readiness needs, and that could not say what it consists of: until it
 * does, nobody knows whether the instance is ready.
 *
 * @param name the name of the health contributor
 * @param failure why it could not be listed, in one line
 */
record UnlistedComposite(String name, String failure) implements ImmediateCondition {

	@Override
	public String description() {
		return "parts of the health contributor %s".formatted(this.name);
	}

	@Override
	public String progress() {
		return this.failure;
	}

	@Override
	public boolean isMet() {
		return false;
	}

}
