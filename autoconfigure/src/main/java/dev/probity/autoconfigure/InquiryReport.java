package dev.probity.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.web.ForeignAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the answers that are not Probity's: who gets which, and what to do.
 */
final class InquiryReport {

	// by what is answered, and then by port: which paths
	private final Map<String, Map<String, List<String>>> found = new LinkedHashMap<>();

	private final Set<String> denied = new LinkedHashSet<>();

	private final Set<String> answered = new LinkedHashSet<>();

	private boolean toTls;

	/**
	 * A path that somebody else answers.
	 * @param origin the port, as the beginning of a URL
	 * @param base what the path is below
	 */
	void add(String origin, String base, String path, ForeignAnswer answer) {
		this.found.computeIfAbsent(answer.toString(), (key) -> new LinkedHashMap<>())
			.computeIfAbsent(origin, (key) -> new ArrayList<>())
			.add(base + path);
		this.toTls |= answer.isRedirectToTls();
		(answer.isDenial() ? this.denied : this.answered).add(path);
	}

	boolean isEmpty() {
		return this.found.isEmpty();
	}

	/**
	 * All of it in one line.
	 * @param security the rule of Spring Security, or {@code null} if it is not there
	 * @param endpointIsKnown whether Boot's matchers know the paths
	 */
	String text(@Nullable PermitRule security, boolean endpointIsKnown) {
		StringBuilder text = new StringBuilder("It is not Probity that answers an anonymous caller at ");
		text.append(this.found.entrySet()
			.stream()
			.flatMap((answer) -> answer.getValue()
				.entrySet()
				.stream()
				.map((port) -> "%s%s (%s)".formatted(port.getKey(), String.join(", ", port.getValue()),
						answer.getKey())))
			.collect(Collectors.joining("; ")));
		text.append(". A kubelet takes any status from 200 to 399 for healthy, and any other for a failure,"
				+ " whatever the state of the instance.");
		if (!this.answered.isEmpty()) {
			text.append(" A filter or a handler of the application answers in its place, for example one that forwards"
					+ " every unknown path to index.html, or changes the answer: it has to let %s through unchanged."
						.formatted(String.join(", ", this.answered)));
		}
		if (security != null) {
			text.append(" Permit the probes in the application's security filter chain: %s."
				.formatted(endpointIsKnown ? security.byEndpoint() : security.byPath(all())));
		}
		else if (!this.denied.isEmpty()) {
			text.append(" A filter of the application refuses such callers: it has to let %s through."
				.formatted(String.join(", ", this.denied)));
		}
		if (this.toTls) {
			text.append(" What is redirected to HTTPS may also be asked there (scheme: HTTPS).");
		}
		return text.toString();
	}

	private List<String> all() {
		return Stream.concat(this.denied.stream(), this.answered.stream()).toList();
	}

}
