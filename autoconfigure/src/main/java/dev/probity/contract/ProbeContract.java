package dev.probity.contract;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.probity.contract.CallersDescriptor.CallerDescriptor;
import dev.probity.contract.CallersDescriptor.FindingDescriptor;
import dev.probity.registration.PeriodicTask;
import dev.probity.text.Durations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Watches how the probes are requested: each finding is one warning, once, and can be
 * asked for as long as it is true. Also knows the manifest that fits. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ProbeContract implements PeriodicTask {

	private static final Log logger = LogFactory.getLog(ProbeContract.class);

	private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

	private final Supplier<List<ObservedCaller>> callers;

	private final Instance instance;

	// of the thread that notifies listeners
	private final Set<FindingCode> told = EnumSet.noneOf(FindingCode.class);

	ProbeContract(Supplier<List<ObservedCaller>> callers, Instance instance) {
		this.callers = callers;
		this.instance = instance;
	}

	/**
	 * Look for findings, and log those that are new.
	 */
	@Override
	public void run() {
		this.instance.evaluate();
		for (Finding finding : CallerFindings.of(recent(), this.instance.circumstances())) {
			if (this.told.add(finding.code())) {
				logger.warn("%s: %s (%s)".formatted(finding.code().code(), finding.text(), finding.help()));
			}
		}
	}

	private List<ObservedCaller> recent() {
		return this.callers.get()
			.stream()
			.filter((call) -> call.sinceLast().compareTo(FORGOTTEN_AFTER) <= 0)
			.sorted(Comparator.comparing(ObservedCaller::caller)
				.thenComparing(ObservedCaller::path)
				.thenComparing(ObservedCaller::entrance))
			.toList();
	}

	/**
	 * Who has requested the probes in the last hour, and what is wrong with that.
	 * @return what is known now
	 */
	public CallersDescriptor callers() {
		List<ObservedCaller> recent = recent();
		return new CallersDescriptor(CallerFindings.of(recent, this.instance.circumstances())
			.stream()
			.map((finding) -> new FindingDescriptor(finding.code().code(), finding.text(), finding.help()))
			.toList(), recent.stream().map(ProbeContract::describe).toList());
	}

	private static CallerDescriptor describe(ObservedCaller call) {
		Duration period = call.period();
		return new CallerDescriptor(call.caller(), call.entrance(), call.path(), call.requests(),
				(period != null) ? Durations.elapsed(period) : null, Durations.elapsed(call.sinceLast()),
				call.status());
	}

	/**
	 * The part of a pod's manifest that fits this application.
	 * @return YAML, with the arithmetic as comments
	 */
	public String manifest() {
		return new ManifestText(this.instance.pod()).yaml();
	}

	/**
	 * What is known of this instance.
	 */
	interface Instance {

		/**
		 * Take note of what has happened since the last call; about once a second.
		 */
		void evaluate();

		Circumstances circumstances();

		PodFacts pod();

	}

}
