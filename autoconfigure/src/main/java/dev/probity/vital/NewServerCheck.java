package dev.probity.vital;

import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ProgressCheck;

/**
 * Looks at a server that has just opened its port, and may still load what it answers
 * with: as long as it has never answered, each run asks it twice before that counts.
 *
 * @since 0.1.0
 */
public final class NewServerCheck implements ProgressCheck {

	private final Supplier<ServerCheck> server;

	private volatile boolean answered;

	/**
	 * Ask a server.
	 * @param server asks it, wherever it is now
	 */
	public NewServerCheck(Supplier<ServerCheck> server) {
		this.server = server;
	}

	@Override
	public CheckResult check() {
		CheckResult result = this.server.get().check();
		if (!this.answered && !(result instanceof Passed)) {
			result = this.server.get().check();
		}
		if (result instanceof Passed) {
			this.answered = true;
		}
		return result;
	}

}
