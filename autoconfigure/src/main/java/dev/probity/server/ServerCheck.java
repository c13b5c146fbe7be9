package dev.probity.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.observation.InconclusiveResult;
import dev.probity.observation.Observation;
import dev.probity.server.ServerAnswer.Other;
import dev.probity.server.ServerAnswer.Refused;
import dev.probity.server.ServerAnswer.Unasked;
import dev.probity.server.ServerAnswer.Understood;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server of the application still does anything, asked through its real
 * connector. Any answer will do: any status, bytes that are no HTTP, and a connection
 * that it closes or resets, for it wants TLS, a certificate of its clients or another
 * protocol. Only a port that takes no connection and silence are failures, and silence is
 * none as long as other requests are answered meanwhile: then the server is busy, and
 * moves. Not thread-safe; runs follow one another.
 */
final class ServerCheck implements ProgressCheck {

	private final ServerQuestion question;

	private final IntSupplier port;

	private final Supplier<? extends List<InetAddress>> addresses;

	private final LongSupplier servedRequests;

	private final Supplier<@Nullable ServerThreads> threads;

	// where the server has been found
	private @Nullable InetAddress found;

	/**
	 * Ask a server.
	 * @param port the port that it has open now, less than 1 if it has none; asked by
	 * each run
	 * @param addresses where it may listen, the likeliest first; asked until a connection
	 * has been taken at one of them, which is the one to ask from then on
	 * @param path the path to ask for, in ASCII
	 * @param patience how long to wait for a connection and an answer, for each of them
	 * half of it
	 * @param servedRequests how many requests of others have been answered up to now
	 * @param threads its worker threads, or {@code null} if they cannot be used up or are
	 * not known; asked when it does not answer
	 * @param ticker for the time that remains
	 */
	public ServerCheck(IntSupplier port, Supplier<? extends List<InetAddress>> addresses, String path,
			Supplier<Duration> patience, LongSupplier servedRequests, Supplier<@Nullable ServerThreads> threads,
			Ticker ticker) {
		this.port = port;
		this.addresses = addresses;
		this.question = new ServerQuestion(path, patience, ticker);
		this.servedRequests = servedRequests;
		this.threads = threads;
	}

	@Override
	public CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		long before = this.servedRequests.getAsLong();
		int open = this.port.getAsInt();
		if (open < 1) {
			return CheckResult.failed("the server has no port open");
		}
		ServerAnswer answer = ask(open);
		if (answer instanceof Understood understood) {
			return passed(open, understood.words());
		}
		if (answer instanceof Other other) {
			return passed(open, other.words());
		}
		if (answer instanceof Unasked unasked) {
			return InconclusiveResult.because(unasked.error());
		}
		if (answer instanceof Refused) {
			return CheckResult.failed("port %d accepts no connection".formatted(open));
		}
		return late(open, this.servedRequests.getAsLong() - before);
	}

	private ServerAnswer ask(int open) {
		InetAddress known = this.found;
		if (known != null) {
			return this.question.ask(new InetSocketAddress(known, open));
		}
		ServerAnswer first = null;
		for (InetAddress address : this.addresses.get()) {
			ServerAnswer answer = this.question.ask(new InetSocketAddress(address, open));
			if (!(answer instanceof Refused) && !(answer instanceof Unasked)) {
				this.found = address;
				return answer;
			}
			first = (first != null) ? first : answer;
		}
		return (first != null) ? first : new Refused();
	}

	private static CheckResult passed(int open, String answer) {
		return CheckResult.passed(Map.of("port", open, "answer", answer));
	}

	private CheckResult late(int open, long meanwhile) {
		if (meanwhile > 0) {
			return CheckResult.passed(Map.of("port", open, "answeredMeanwhile", meanwhile));
		}
		String silent = "port %d does not answer, and no other request is answered either".formatted(open);
		ServerThreads figures = this.threads.get();
		return (figures == null) ? CheckResult.failed(silent)
				: CheckResult.failed(
						"%s: %d of %d worker threads in use".formatted(silent, figures.busy(), figures.max()),
						Map.of("port", open, "busyThreads", figures.busy(), "maxThreads", figures.max()));
	}

}
