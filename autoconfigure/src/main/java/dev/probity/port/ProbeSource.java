package dev.probity.port;

import dev.probity.web.ProbeAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the probes say. Thread-safe; never blocks.
 */
sealed interface ProbeSource permits StartingProbes, RunningProbes, StoppedProbes {

	/**
	 * The answer to a request.
	 * @param request the request, whose method has been looked at already
	 * @return the answer, or {@code null} if its path is not that of a probe
	 */
	@Nullable ProbeAnswer answer(RequestHead request);

}
