package dev.probity.vital;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

import javax.net.ssl.SSLException;

import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;

/**
 * Whether the server of the application still answers, asked through its real connector.
 * Any answer will do. One that does not come in time is no failure as long as other
 * requests are answered meanwhile: then the server is busy, and moves.
 *
 * @since 0.1.0
 */
public final class ServerCheck implements ProgressCheck {

	private final LoopbackConnections connections;

	private final URI target;

	private final LongSupplier servedRequests;

	/**
	 * Ask a server.
	 * @param target the address, of scheme <code>http</code> or <code>https</code>
	 * @param patience how long to wait for a connection, and then as long for an answer;
	 * at least 1 ms
	 * @param servedRequests how many requests of others have been answered up to now
	 */
	public ServerCheck(URI target, Duration patience, LongSupplier servedRequests) {
		this.connections = new LoopbackConnections(patience);
		this.target = target;
		this.servedRequests = servedRequests;
	}

	@Override
	public CheckResult check() {
		return Look.take(this::look);
	}

	private CheckResult look() {
		long before = this.servedRequests.getAsLong();
		HttpURLConnection connection;
		try {
			connection = this.connections.to(this.target);
		}
		catch (IOException | RuntimeException ex) {
			return unasked(ex);
		}
		try {
			connection.connect();
		}
		catch (SocketTimeoutException ex) {
			return late(before);
		}
		catch (ConnectException ex) {
			return CheckResult.failed("port %d takes no connection".formatted(this.target.getPort()));
		}
		catch (SSLException ex) {
			return answeredByAlert(ex) ? passed() : CheckResult.failed(ex);
		}
		catch (SocketException ex) {
			// this process has no descriptor or no port left, say
			return unasked(ex);
		}
		catch (IOException ex) {
			return CheckResult.failed(ex);
		}
		return answer(connection, before);
	}

	private CheckResult answer(HttpURLConnection connection, long before) {
		try {
			connection.getResponseCode();
			return passed();
		}
		catch (SocketTimeoutException ex) {
			return late(before);
		}
		catch (IOException ex) {
			return answeredByAlert(ex) ? passed() : CheckResult.failed(ex);
		}
		finally {
			connection.disconnect();
		}
	}

	/**
	 * A server that wants a certificate of its clients refuses to talk to one that has
	 * none, and says so.
	 */
	private static boolean answeredByAlert(IOException ex) {
		return ex instanceof SSLException && String.valueOf(ex.getMessage()).contains("Received fatal alert");
	}

	private CheckResult late(long before) {
		long meanwhile = this.servedRequests.getAsLong() - before;
		return (meanwhile > 0)
				? CheckResult.passed(Map.of("port", this.target.getPort(), "answeredMeanwhile", meanwhile))
				: CheckResult.failed("port %d does not answer, and no other request is answered either"
					.formatted(this.target.getPort()));
	}

	private CheckResult passed() {
		return CheckResult.passed(Map.of("port", this.target.getPort()));
	}

	private static CheckResult unasked(Exception ex) {
		return CheckResult.inconclusive(String.valueOf(CheckResult.failed(ex).reason()));
	}

}
