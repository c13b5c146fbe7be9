package dev.probity.traffic;

import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Where other instances ask this one about a check, on the port that serves the probes.
 * Their questions are neither probes nor requests of the application. Thread-safe.
 *
 * @since 0.1.0
 */
public interface PeerPath {

	/**
	 * What the paths of all checks begin with.
	 * @return the path, beginning with a slash and ending without one
	 */
	String path();

	/**
	 * The check that is asked about in a path.
	 * @param path the whole path, below that of the port
	 * @return the rest of it, or {@code null} if it is another path
	 */
	default @Nullable String checkIn(String path) {
		String prefix = path() + "/";
		return (path.startsWith(prefix) && path.length() > prefix.length()) ? path.substring(prefix.length()) : null;
	}

	/**
	 * Answer a question. Returns at once; the answer comes within the time that a run of
	 * the check may take, on any thread.
	 * @param check the name of the check as it stands in the path
	 * @param query what follows the question mark, or {@code null} if nothing does
	 * @return the answer to be, which never fails
	 */
	CompletionStage<PeerAnswer> answer(String check, @Nullable String query);

}
