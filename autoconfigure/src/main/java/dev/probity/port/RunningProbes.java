package dev.probity.port;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.probity.probe.Visibility;
import dev.probity.web.ProbeAnswer;
import dev.probity.web.ProbeResponder;
import org.jspecify.annotations.Nullable;

/**
 * What the probes of the application say to a caller of whom nothing is known. What such
 * a caller may see does not change, so the application is asked for it once and not while
 * somebody waits; observers are notified by another thread.
 */
final class RunningProbes implements ProbeSource {

	private final Map<String, Path> paths = new HashMap<>();

	private final Executor observers;

	private final CallCounter calls;

	RunningProbes(Map<String, ProbeResponder> responders, Executor observers, CallCounter calls) {
		responders.forEach((path, responder) -> this.paths.put(path, new Path(responder, responder.anonymous())));
		this.observers = observers;
		this.calls = calls;
	}

	@Override
	public @Nullable ProbeAnswer answer(RequestHead request) {
		Path path = this.paths.get(request.path());
		if (path == null) {
			return null;
		}
		ProbeAnswer answer = path.responder().answer(request.query(), path::visibility);
		this.observers.execute(() -> {
			path.responder().answered(answer, request, RequestHead::userAgent);
			this.calls.answered(path.responder().probe(), request.userAgent(), answer.httpStatus());
		});
		return answer;
	}

	private record Path(ProbeResponder responder, Visibility visibility) {

	}

}
