package dev.probity.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;

import dev.probity.server.ServerAnswer.Other;
import dev.probity.server.ServerAnswer.Silent;
import dev.probity.server.ServerAnswer.Understood;
import dev.probity.server.ServerExchange.Language;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * A question for a server of which nobody needs to know what it speaks. It is asked plain
 * and, if that was not understood, once more as the answer suggests; what was understood
 * is what is tried first the next time, and what it does without understanding anything
 * is not provoked twice again: servers log such things. One that wants something else (a
 * certificate, the PROXY protocol) says so, or closes the connection, and has answered as
 * well as it can. Not thread-safe.
 */
final class ServerQuestion {

	private final ServerExchange exchange;

	private final Supplier<Duration> patience;

	private final Ticker ticker;

	private Language first = Language.HTTP1;

	// what it did when nothing was understood: no need to provoke it twice each time
	private @Nullable Other usual;

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
		if (!(answer instanceof Other other) || other.equals(this.usual)) {
			return answer;
		}
		Language next = ServerExchange.HTTP2.equals(other) ? Language.HTTP2 : this.first.otherwise();
		Duration remaining = patience.minusNanos(this.ticker.read() - begin);
		ServerAnswer second = this.exchange.in(next, address, remaining);
		if (second instanceof Understood) {
			this.first = next;
			this.usual = null;
			return second;
		}
		if (ServerExchange.HTTP2.equals(other) && second instanceof Silent) {
			// it has greeted, which takes no thread that could answer
			return second;
		}
		if (ServerExchange.ALERT.equals(second)) {
			this.first = next;
			this.usual = ServerExchange.ALERT;
			return second;
		}
		// it is not silent: it has just done something
		this.usual = (second instanceof Other) ? other : null;
		return other;
	}

}
