package dev.probity.fleet;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.fleet.PeerToken.Stamp;
import org.jspecify.annotations.Nullable;

/**
 * Asks peers over HTTP. Whoever is slow, silent, unreachable or of another kind has no
 * opinion, and is not waited for longer than a run of the check may take, and a second.
 */
final class HttpPeerQuestions implements PeerQuestions {

	/** How long is waited beyond the timeout of the check. */
	static final Duration MARGIN = Duration.ofSeconds(1);

	private static final int OK = 200;

	private final PeerTargets targets;

	private final String path;

	private final String self;

	private final @Nullable PeerToken token;

	private final CheckMonitor monitor;

	private final Supplier<HttpClient> client;

	private final FleetThread thread;

	private final InstantSource clock;

	private final RandomGenerator random;

	/**
	 * Ask peers.
	 * @param targets where they are
	 * @param path the path of the questions at each of them
	 * @param self tells this instance from any other
	 * @param token signs the questions, and verifies the answers; or {@code null}
	 * @param monitor knows how long the checks may take
	 * @param client is asked for when the first question is to be sent
	 * @param thread counts the answers
	 * @param clock the time of day
	 * @param random for which peers are asked, and what makes a question unique
	 */
	HttpPeerQuestions(PeerTargets targets, String path, String self, @Nullable PeerToken token, CheckMonitor monitor,
			Supplier<HttpClient> client, FleetThread thread, InstantSource clock, RandomGenerator random) {
		this.targets = targets;
		this.path = path;
		this.self = self;
		this.token = token;
		this.monitor = monitor;
		this.client = client;
		this.thread = thread;
		this.clock = clock;
		this.random = random;
	}

	@Override
	public int peers() {
		return this.targets.count();
	}

	@Override
	public void ask(String check, int k, Consumer<Poll> answer) {
		try {
			this.thread.execute(() -> askNow(check, k, answer));
		}
		catch (RejectedExecutionException ex) {
			// nobody is there any more whom the answer could matter to
		}
	}

	private void askNow(String check, int k, Consumer<Poll> answer) {
		List<String> chosen = this.targets.pick(k, this.random);
		PeerRound round = new PeerRound(check, this.self, chosen, this.clock, answer);
		if (chosen.isEmpty()) {
			round.end();
			return;
		}
		Duration limit = limit(check);
		List<CompletableFuture<?>> questions = new ArrayList<>();
		this.thread.after(limit, () -> {
			round.end();
			questions.forEach((question) -> question.cancel(true));
		});
		for (String target : chosen) {
			questions.add(ask(check, target, limit, round));
		}
	}

	private Duration limit(String check) {
		CheckSnapshot snapshot = this.monitor.snapshot(check);
		CheckPolicy policy = (snapshot != null) ? snapshot.policy() : CheckPolicy.defaults();
		return policy.timeout().plus(MARGIN);
	}

	private CompletableFuture<?> ask(String check, String target, Duration limit, PeerRound round) {
		Stamp stamp = new Stamp(Long.toString(this.clock.millis()),
				"%016x%016x".formatted(this.random.nextLong(), this.random.nextLong()));
		String query = (this.token != null) ? "?" + PeerCredentials.query(stamp, this.token.sign(check, stamp)) : "";
		CompletableFuture<HttpResponse<String>> question;
		try {
			HttpRequest request = HttpRequest.newBuilder(URI.create(target + this.path + "/" + encoded(check) + query))
				.timeout(limit)
				.build();
			question = this.client.get().sendAsync(request, (head) -> new ShortBody());
		}
		catch (RuntimeException | Error ex) {
			question = CompletableFuture.failedFuture(ex);
		}
		question.whenComplete((response, ex) -> this.thread.after(Duration.ZERO,
				() -> round.take(target, (response != null) ? voice(check, stamp, target, response) : null)));
		return question;
	}

	/**
	 * As a part of a path, in which a slash may stand.
	 */
	private static String encoded(String check) {
		return URLEncoder.encode(check, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
	}

	private @Nullable PeerVoice voice(String check, Stamp stamp, String target, HttpResponse<String> response) {
		PeerVoice.Signed said = (response.statusCode() == OK) ? PeerVoice.read(response.body()) : null;
		if (said == null) {
			return null;
		}
		if (this.token != null && (said.signature() == null
				|| !PeerToken.isSame(this.token.sign(check, stamp, said.voice()), said.signature()))) {
			return null;
		}
		if (said.voice().instance().equals(this.self)) {
			this.targets.isSelf(target);
		}
		return said.voice();
	}

}
