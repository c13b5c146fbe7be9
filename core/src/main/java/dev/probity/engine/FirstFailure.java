package dev.probity.engine;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the first failure until it is taken. Allocates nothing. Guarded by its owner.
 */
final class FirstFailure {

	private @Nullable Throwable noted;

	void note(Throwable failure) {
		if (this.noted == null) {
			this.noted = failure;
		}
	}

	@Nullable Throwable take() {
		Throwable taken = this.noted;
		this.noted = null;
		return taken;
	}

}
