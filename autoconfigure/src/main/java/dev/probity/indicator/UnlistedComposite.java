package dev.probity.indicator;

import dev.probity.lifecycle.ImmediateCondition;

/**
 * A composite that could not say what it consists of. If readiness needs it, nobody knows
 * until it does whether the instance is ready.
 *
 * @param name the name of the health contributor
 * @param failure why it could not be listed, in one line
 * @param isMet whether readiness can do without it
 */
record UnlistedComposite(String name, String failure, boolean isMet) implements ImmediateCondition {

	@Override
	public String description() {
		return "parts of the health contributor %s".formatted(this.name);
	}

	@Override
	public String progress() {
		return this.failure;
	}

}
