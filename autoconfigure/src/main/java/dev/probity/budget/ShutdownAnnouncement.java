package dev.probity.budget;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.probity.registration.ShutdownOrder;
import dev.probity.settings.FailureAnalyzedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * Says once what a shutdown may cost, and stops the start if Kubernetes is said to give
 * less. In the first phase of the start: everything that may hold up the shutdown has
 * been created, and no port is open yet.
 */
public final class ShutdownAnnouncement implements SmartLifecycle, TerminationNeed {

	/**
	 * Whether the log line is of interest.
	 */
	enum Audience {

		/** Whoever writes the manifest. */
		OPERATOR,

		/** Nobody: a test, or no platform that would end the application early. */
		NOBODY

	}

	private static final Log logger = LogFactory.getLog(ShutdownAnnouncement.class);

	private final @Nullable Duration gracePeriod;

	private final KnownShutdownCosts known;

	private final List<ShutdownCosts> others;

	private final Audience audience;

	private volatile @Nullable List<ShutdownStep> stepsOfOthers;

	private volatile @Nullable ShutdownBudget announced;

	private volatile boolean running;

	ShutdownAnnouncement(@Nullable Duration gracePeriod, KnownShutdownCosts known, List<ShutdownCosts> others,
			Audience audience) {
		this.gracePeriod = gracePeriod;
		this.known = known;
		this.others = others;
		this.audience = audience;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.announced == null) {
			announce(budget());
		}
	}

	/**
	 * What the shutdown may cost.
	 * @return the costs as they are announced
	 */
	public ShutdownBudget budget() {
		ShutdownBudget budget = this.announced;
		if (budget == null) {
			budget = budget(this.known);
			this.announced = budget;
		}
		return budget;
	}

	/**
	 * What the shutdown would cost with other settings, such as those that a pod has.
	 * @param settings what becomes of the environment of each context
	 * @return the costs there
	 */
	public ShutdownBudget budgetWith(UnaryOperator<Environment> settings) {
		return budget(this.known.with(settings));
	}

	private ShutdownBudget budget(KnownShutdownCosts known) {
		return ShutdownBudget
			.of(Stream.concat(known.steps().stream(), stepsOfOthers().stream().map(known::applied)).toList());
	}

	private List<ShutdownStep> stepsOfOthers() {
		List<ShutdownStep> steps = this.stepsOfOthers;
		if (steps == null) {
			steps = this.others.stream().flatMap((cost) -> cost.steps().stream()).toList();
			this.stepsOfOthers = steps;
		}
		return steps;
	}

	@Override
	public long seconds() {
		return budget().seconds();
	}

	@Override
	public String sum() {
		return budget().parts(" + ") + " = " + budget().seconds() + "s";
	}

	@Override
	public @Nullable Duration gracePeriod() {
		return this.gracePeriod;
	}

	private void announce(ShutdownBudget budget) {
		if (this.gracePeriod != null && !budget.fitsInto(this.gracePeriod)) {
			throw tooShort(budget, this.gracePeriod);
		}
		if (this.audience == Audience.OPERATOR && budget.isMoreThanReserve()) {
			logger.info("A SIGTERM may take %ds: %s. On Kubernetes set terminationGracePeriodSeconds to at least %d%s."
				.formatted(budget.seconds(), budget.parts(", "), budget.seconds(), itIs()));
		}
	}

	private String itIs() {
		return (this.gracePeriod != null) ? "; it is set to " + ShutdownBudget.inSeconds(this.gracePeriod) : "";
	}

	private static FailureAnalyzedException tooShort(ShutdownBudget budget, Duration gracePeriod) {
		return new FailureAnalyzedException(
				"A SIGTERM may take %s = %ds, but Kubernetes kills the application after %s, as the property '%s' says."
					.formatted(budget.parts(" + "), budget.seconds(), ShutdownBudget.inSeconds(gracePeriod),
							PodTermination.GRACE_PERIOD),
				"Set terminationGracePeriodSeconds of the pod, and the property with it, to %d or more. Or shorten what takes so long: %s."
					.formatted(budget.seconds(), String.join(", ", budget.settings())));
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Before anything else starts.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.LAST;
	}

}
