package dev.probity.fleet;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import dev.probity.fleet.PeerToken.Stamp;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.traffic.PeerAnswer;
import dev.probity.traffic.PeerPath;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Answers the questions of peers: whether a check passes here, looked at now. An instance
 * that is starting has no opinion yet, and one that is ending says of no check that it
 * passes. Thread-safe; what is decided at once takes no lock.
 */
final class PeerAnswers implements PeerPath {

	private static final PeerAnswer FORBIDDEN = new PeerAnswer(403, "only peers that know the token are answered");

	private static final PeerAnswer TOO_MANY = new PeerAnswer(429, "too many questions");

	private final String path;

	private final String instance;

	private final @Nullable PeerToken token;

	private final @Nullable PeerCredentials credentials;

	private final PeerLimit limit;

	private final Instance state;

	private final FreshResults results;

	private final FleetThread thread;

	/**
	 * Answer questions.
	 * @param path what the path of each begins with
	 * @param instance tells this instance from any other
	 * @param token what peers have to know, or {@code null} if anybody may ask
	 * @param credentials verifies that they do, where there is a token
	 * @param limit how many are let in
	 * @param state where this instance is in its life
	 * @param results has checks run, on the thread
	 */
	PeerAnswers(String path, String instance, @Nullable PeerToken token, @Nullable PeerCredentials credentials,
			PeerLimit limit, Instance state, FreshResults results, FleetThread thread) {
		this.path = path;
		this.instance = instance;
		this.token = token;
		this.credentials = credentials;
		this.limit = limit;
		this.state = state;
		this.results = results;
		this.thread = thread;
	}

	@Override
	public String path() {
		return this.path;
	}

	@Override
	public CompletionStage<PeerAnswer> answer(String check, @Nullable String query) {
		String name;
		try {
			name = StringUtils.uriDecode(check, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return CompletableFuture.completedFuture(answer(check, null, Opinion.NONE));
		}
		Stamp stamp = (this.credentials != null) ? this.credentials.verify(name, query) : null;
		if (this.credentials != null && stamp == null) {
			return CompletableFuture.completedFuture(FORBIDDEN);
		}
		// whoever does not know the token takes no room from those who do
		if (!this.limit.enter()) {
			return CompletableFuture.completedFuture(TOO_MANY);
		}
		CompletableFuture<PeerAnswer> answer = new CompletableFuture<>();
		answer.whenComplete((any, ex) -> this.limit.leave());
		if (this.credentials != null && stamp != null && !this.credentials.isNew(stamp)) {
			answer.complete(FORBIDDEN);
			return answer;
		}
		try {
			this.thread.execute(() -> evaluate(name, stamp, answer));
		}
		catch (RejectedExecutionException ex) {
			answer.complete(answer(name, stamp, Opinion.NONE));
		}
		return answer;
	}

	private void evaluate(String check, @Nullable Stamp stamp, CompletableFuture<PeerAnswer> answer) {
		if (this.state.state().phase() == LifecyclePhase.STARTING) {
			answer.complete(answer(check, stamp, Opinion.NONE));
			return;
		}
		this.results.ask(check, (opinion) -> answer.complete(answer(check, stamp, sincere(opinion))));
	}

	/**
	 * Whoever is about to end can serve nobody, though the check passes; that it fails is
	 * true all the same.
	 */
	private Opinion sincere(Opinion opinion) {
		boolean ends = this.state.state().phase() != LifecyclePhase.SERVING;
		return (ends && opinion == Opinion.PASSING) ? Opinion.NONE : opinion;
	}

	private PeerAnswer answer(String check, @Nullable Stamp stamp, Opinion opinion) {
		PeerVoice voice = new PeerVoice(opinion, this.instance);
		String signature = (this.token != null && stamp != null) ? this.token.sign(check, stamp, voice) : null;
		return new PeerAnswer(200, voice.text(signature));
	}

}
