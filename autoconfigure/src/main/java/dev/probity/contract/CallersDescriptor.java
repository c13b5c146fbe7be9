package dev.probity.contract;

import java.util.List;

import dev.probity.traffic.CallerKind;
import dev.probity.traffic.Entrance;
import org.jspecify.annotations.Nullable;

/**
 * Who has requested the probes in the last hour, and what is wrong with that. Immutable.
 *
 * @param findings what is wrong
 * @param seen who has requested what
 * @since 0.1.0
 */
public record CallersDescriptor(List<FindingDescriptor> findings, List<CallerDescriptor> seen) {

	public CallersDescriptor {
		findings = List.copyOf(findings);
		seen = List.copyOf(seen);
	}

	/**
	 * Something that is wrong.
	 *
	 * @param code a code that stays the same from release to release
	 * @param text it in words, and what to do
	 * @param help where more is said of it
	 */
	public record FindingDescriptor(String code, String text, String help) {

	}

	/**
	 * One kind of caller and what it requests.
	 *
	 * @param caller who requests
	 * @param port where
	 * @param path what; over gRPC the name of the probe
	 * @param requests how many requests there have been since the start
	 * @param period the usual time between two of them, or {@code null} after few
	 * @param last how long ago the last one was
	 * @param status the HTTP status of its answer
	 */
	public record CallerDescriptor(CallerKind caller, Entrance port, String path, long requests,
			@Nullable String period, String last, int status) {

	}

}
