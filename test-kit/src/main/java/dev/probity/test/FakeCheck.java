package dev.probity.test;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.ShownState;

/**
 * The fake in place of one check. {@link #fails}, {@link #hangs}, {@link #passes},
 * {@link #isDegraded} and {@link #isStale} say how the check stands: time passes, as much
 * as the check's policy asks for, until it is known. The methods that begin with
 * {@code will} only say what its next runs answer; {@link #runs} and
 * {@link ProbityTester#advance} bring them on.
 *
 * @since 0.1.0
 */
public final class FakeCheck {

	private final String name;

	private final CheckPolicy policy;

	private final Fake fake;

	private final VirtualTime time;

	FakeCheck(CheckSnapshot check, Fake fake, VirtualTime time) {
		this.name = check.name();
		this.policy = check.policy();
		this.fake = fake;
		this.time = time;
	}

	/**
	 * It passes, and has done so as often in a row as it takes.
	 * @return this
	 */
	public FakeCheck passes() {
		willPass();
		return await("passes",
				(check) -> check.isWell(this.time.now()) && check.lastResult() instanceof CheckResult.Passed);
	}

	/**
	 * It fails, and has done so as often in a row as it takes.
	 * @param reason the reason that is shown
	 * @return this
	 */
	public FakeCheck fails(String reason) {
		willFail(reason);
		return await("fails",
				(check) -> isShown(check, ShownState.FAILING) && check.lastResult() instanceof CheckResult.Failed failed
						&& failed.equals(CheckResult.failed(reason)));
	}

	/**
	 * It hangs, and has exceeded its timeout as often in a row as it takes.
	 * @return this
	 */
	public FakeCheck hangs() {
		willHang();
		return await("hangs",
				(check) -> isShown(check, ShownState.FAILING) && check.lastResult() instanceof CheckResult.TimedOut);
	}

	/**
	 * It passes, but a part of what it examines does not work.
	 * @param reason which part, and why
	 * @return this
	 */
	public FakeCheck isDegraded(String reason) {
		CheckResult degraded = new CheckResult.Degraded(reason, Map.of());
		willAnswer(degraded);
		return await("is degraded",
				(check) -> isShown(check, ShownState.PASSING) && degraded.equals(check.lastResult()));
	}

	/**
	 * It has passed, and nothing has been heard of it for longer than its maximum age.
	 * @return this
	 */
	public FakeCheck isStale() {
		passes();
		willAnswer(CheckResult.inconclusive("the test says nothing of it"));
		return await("is stale", (check) -> isShown(check, ShownState.STALE));
	}

	/**
	 * From now on its runs are those of the application's own check.
	 * @return this
	 */
	public FakeCheck isReal() {
		this.fake.beReal();
		return this;
	}

	/**
	 * From now on its runs pass.
	 * @return this
	 */
	public FakeCheck willPass() {
		this.fake.pass();
		return this;
	}

	/**
	 * From now on its runs fail.
	 * @param reason the reason that is shown
	 * @return this
	 */
	public FakeCheck willFail(String reason) {
		return willAnswer(CheckResult.failed(reason));
	}

	/**
	 * From now on its runs hang, until something else is said.
	 * @return this
	 */
	public FakeCheck willHang() {
		this.fake.hang();
		return this;
	}

	/**
	 * From now on its runs have this result.
	 * @param result the result
	 * @return this
	 */
	public FakeCheck willAnswer(CheckResult result) {
		this.fake.answer(result);
		return this;
	}

	/**
	 * Let time pass until it has run again, and so often.
	 * @param times how often
	 * @return this
	 */
	public FakeCheck runs(int times) {
		int before = this.fake.runs();
		return await("runs %d times".formatted(times), limit().multipliedBy(Math.max(1, times)),
				(check) -> this.fake.runs() - before >= times);
	}

	/**
	 * Let it pass again, unless it is real: what that finds is the application's affair.
	 */
	void recover() {
		if (!this.fake.isReal()) {
			passes();
		}
	}

	private FakeCheck await(String what, Predicate<CheckSnapshot> condition) {
		return await(what, limit(), condition);
	}

	private FakeCheck await(String what, Duration limit, Predicate<CheckSnapshot> condition) {
		if (!this.time.advanceUntil(() -> condition.test(snapshot()), limit)) {
			throw new IllegalStateException(
					"The check '%s' should be such that it %s, but after %s of virtual time is %s".formatted(this.name,
							what, limit, snapshot()));
		}
		return this;
	}

	/**
	 * Nothing takes longer than to be found out at the worst moment, and to grow old.
	 */
	private Duration limit() {
		int threshold = Math.max(this.policy.failureThreshold(), this.policy.successThreshold());
		return this.policy.worstCaseDetection()
			.plus(this.policy.maxAge())
			.plus(this.policy.firstRunTimeout())
			.plus(this.policy.retryInterval()
				.plus(this.policy.timeout())
				.plus(this.policy.interval())
				.multipliedBy(threshold + 3L));
	}

	private boolean isShown(CheckSnapshot check, ShownState state) {
		return check.shown(this.time.now()) == state;
	}

	private CheckSnapshot snapshot() {
		CheckSnapshot check = this.time.checks().get(this.name);
		if (check == null) {
			throw new IllegalStateException("The check '%s' is not there any more".formatted(this.name));
		}
		return check;
	}

}
