package dev.probity.vital;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

import dev.probity.check.Ticker;
import dev.probity.vital.ServerAnswer.Other;
import dev.probity.vital.ServerAnswer.Understood;
import dev.probity.vital.ServerExchange.Language;

/**
 * A question for a server of which nobody needs to know what it speaks. It is asked plain
 * and, if that was not understood, once more as the answer suggests; what was understood
 * is what is tried first the next time. One that wants something else (a certificate, the
 * PROXY protocol) says so, or closes the connection, and has answered as well as it can.
 * Not thread-safe.
 */
final class ServerQuestion {

	private final ServerExchange exchange;

	private final Supplier<Duration> patience;

	private final Ticker ticker;

	private Language first = Language.HTTP1;

	/**
	 * Ask for a path.
	 * @param path the path, in ASCII
	 * @param patience how long it may take to ask
	 * @param ticker for the time that remains
	 */
	ServerQuestion(String path, Supplier<Duration> patience, Ticker ticker) {
		this.exchange = new ServerExchange(path);
		this.patience = patience;
		this.ticker = ticker;
	}

	ServerAnswer ask(InetSocketAddress address) {
		long begin = this.ticker.read();
		Duration patience = this.patience.get();
		ServerAnswer answer = this.exchange.in(this.first, address, patience);
		if (!(answer instanceof Other other)) {
			return answer;
		}
		Language next = ServerExchange.HTTP2.equals(other) ? Language.HTTP2 : this.first.otherwise();
		Duration remaining = patience.minusNanos(this.ticker.read() - begin);
		ServerAnswer second = this.exchange.in(next, address, remaining);
		if (second instanceof Understood) {
			this.first = next;
			return second;
		}
		// it is not silent: it has just done something
		return ServerExchange.ALERT.equals(second) ? second : other;
	}

}
