package dev.probity.fleet;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.probity.traffic.TrustingTls;
import org.jspecify.annotations.Nullable;

/**
 * Sends the questions: no proxy, no redirect, no cookie, whatever the application has set
 * up for its own clients. Made when it is first used, so that a fleet in which all is
 * well does not have it; its thread ends when there has been nothing to do for a while.
 */
final class PeerClient implements Supplier<HttpClient> {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final long IDLE_SECONDS = 10;

	private volatile @Nullable HttpClient client;

	@Override
	public HttpClient get() {
		HttpClient made = this.client;
		if (made == null) {
			made = make();
			this.client = made;
		}
		return made;
	}

	private static HttpClient make() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), (task) -> {
					Thread thread = new Thread(task, "probity-fleet-client");
					thread.setDaemon(true);
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.proxy(HttpClient.Builder.NO_PROXY)
			.connectTimeout(CONNECT)
			.sslContext(TrustingTls.context())
			.executor(executor)
			.build();
	}

}
