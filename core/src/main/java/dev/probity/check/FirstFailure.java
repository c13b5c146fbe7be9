package dev.probity.check;

import org.jspecify.annotations.Nullable;

/**
 * What has failed first since somebody asked. Takes no memory. Guarded by whoever has it.
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
