package dev.probity.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

/**
 * Reads so much of a body that the connection can be used again if it is short, and keeps
 * nothing of it. A long or slow one is not waited for: the status has been said.
 */
final class DiscardedBody implements HttpResponse.BodySubscriber<Void> {

	private static final int LONGEST_READ = 64 * 1024;

	private final CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

	private int read;

	private volatile Flow.@Nullable Subscription body;

	@Override
	public CompletionStage<Void> getBody() {
		return this.done;
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		this.body = subscription;
		subscription.request(1);
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		this.read += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
		Flow.Subscription body = this.body;
		if (this.read > LONGEST_READ) {
			close();
		}
		else if (body != null) {
			body.request(1);
		}
	}

	@Override
	public void onError(Throwable error) {
		this.body = null;
	}

	@Override
	public void onComplete() {
		this.body = null;
	}

	/**
	 * Give up what has not come yet, and the connection with it.
	 */
	void close() {
		Flow.Subscription body = this.body;
		this.body = null;
		if (body != null) {
			body.cancel();
		}
	}

}
