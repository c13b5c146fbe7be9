package dev.probity.inquiry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.probity.probe.Probe;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the answers that are not Probity's: who gets which, and what to do. A
 * refusal (401, 403) tells nobody that the instance is well, and may be wanted: it is no
 * fault where the same probe can be asked elsewhere.
 */
final class InquiryReport {

	private final List<Found> found = new ArrayList<>();

	private final Map<Probe, String> reached = new LinkedHashMap<>();

	private final @Nullable Integer probePort;

	/**
	 * Report on an application.
	 * @param probePort the port that answers its probes whoever asks, or {@code null}
	 */
	InquiryReport(@Nullable Integer probePort) {
		this.probePort = probePort;
	}

	/**
	 * A short path that Probity answers.
	 * @param path the whole path
	 * @param probe the probe that is asked there
	 */
	void own(String path, Probe probe) {
		this.reached.put(probe, path);
	}

	/**
	 * A path that somebody else answers.
	 * @param origin the port, as the beginning of a URL
	 * @param base what the path is below
	 * @param probe which probe is asked there, or {@code null} if it is none
	 */
	void foreign(String origin, String base, String path, @Nullable Probe probe, ForeignAnswer answer) {
		this.found.add(new Found(origin, base, path, probe, answer));
	}

	/**
	 * What is wrong, in one line.
	 * @param security the rule of Spring Security, or {@code null} if it is not there
	 * @param endpointIsKnown whether Boot's matchers know the paths
	 * @return {@code null} if nothing is
	 */
	@Nullable String warning(@Nullable PermitRule security, boolean endpointIsKnown) {
		List<Found> faults = this.found.stream().filter(Predicate.not(this::isSecured)).toList();
		if (faults.isEmpty()) {
			return null;
		}
		StringBuilder text = new StringBuilder("Probity does not answer anonymous callers at ");
		text.append(list(faults));
		text.append(". A kubelet treats any status from 200 to 399 as healthy and any other as a failure,"
				+ " whatever the state of the instance.");
		String answered = paths(faults, (each) -> !each.answer().isDenial());
		String denied = paths(faults, (each) -> each.answer().isDenial());
		if (!answered.isEmpty()) {
			text.append(" A filter or a handler of the application answers in its place, for example one that forwards"
					+ " every unknown path to index.html, or changes the answer: it must let %s through unchanged."
						.formatted(answered));
		}
		if (security != null) {
			text.append(" Permit the probes in the application's security filter chain: %s.".formatted(endpointIsKnown
					? security.byEndpoint() : security.byPath(faults.stream().map(Found::path).distinct().toList())));
		}
		else if (!denied.isEmpty()) {
			text.append(" A filter of the application refuses anonymous callers: it must let %s through."
				.formatted(denied));
		}
		if (faults.stream().anyMatch((each) -> each.answer().isRedirectToTls())) {
			text.append(" Probes of paths that redirect to HTTPS may also use HTTPS (scheme: HTTPS).");
		}
		return text.toString();
	}

	/**
	 * What is secured and need not be asked, in one line.
	 * @return {@code null} if nothing is
	 */
	@Nullable String information() {
		List<Found> secured = this.found.stream().filter(this::isSecured).toList();
		return secured.isEmpty() ? null : "Anonymous callers are refused at %s. Probes can use %s instead."
			.formatted(list(secured), (this.probePort != null) ? "the probe port " + this.probePort : reached(secured));
	}

	private boolean isSecured(Found each) {
		return each.answer().isRefusal()
				&& (this.probePort != null || each.probe() != null && this.reached.containsKey(each.probe()));
	}

	private static String list(List<Found> all) {
		Map<String, Map<String, List<String>>> grouped = all.stream()
			.collect(Collectors.groupingBy((each) -> each.answer().toString(), LinkedHashMap::new,
					Collectors.groupingBy(Found::origin, LinkedHashMap::new,
							Collectors.mapping((each) -> each.base() + each.path(), Collectors.toList()))));
		return grouped.entrySet()
			.stream()
			.flatMap((answer) -> answer.getValue()
				.entrySet()
				.stream()
				.map((port) -> "%s%s (%s)".formatted(port.getKey(), String.join(", ", port.getValue()),
						answer.getKey())))
			.collect(Collectors.joining("; "));
	}

	private static String paths(List<Found> all, Predicate<Found> which) {
		return all.stream().filter(which).map(Found::path).distinct().collect(Collectors.joining(", "));
	}

	/**
	 * Where the probes of refused paths can be asked.
	 */
	private String reached(List<Found> secured) {
		return secured.stream()
			.map((each) -> this.reached.getOrDefault(each.probe(), ""))
			.distinct()
			.collect(Collectors.joining(", "));
	}

	/**
	 * An answer that is not Probity's.
	 */
	private record Found(String origin, String base, String path, @Nullable Probe probe, ForeignAnswer answer) {

	}

}
