package dev.probity.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Reads so much of a body that the connection can be used again if it is short, and keeps
 * nothing of it. A long or slow one is not waited for: the status has been said.
 */
final class DiscardedBody implements HttpResponse.BodySubscriber<Void> {

	private static final int LONGEST_READ = 64 * 1024;

	private static final Flow.Subscription OVER = new Flow.Subscription() {

		@Override
		public void request(long count) {
		}

		@Override
		public void cancel() {
		}

	};

	private final CompletableFuture<Void> done = CompletableFuture.completedFuture(null);

	private int read;

	// null until it begins, which may be after the status has been told
	private final AtomicReference<Flow.@Nullable Subscription> body = new AtomicReference<>();

	@Override
	public CompletionStage<Void> getBody() {
		return this.done;
	}

	@Override
	public void onSubscribe(Flow.Subscription subscription) {
		if (this.body.compareAndSet(null, subscription)) {
			subscription.request(1);
		}
		else {
			subscription.cancel();
		}
	}

	@Override
	public void onNext(List<ByteBuffer> buffers) {
		this.read += buffers.stream().mapToInt(ByteBuffer::remaining).sum();
		Flow.Subscription body = this.body.get();
		if (this.read > LONGEST_READ) {
			close();
		}
		else if (body != null) {
			body.request(1);
		}
	}

	@Override
	public void onError(Throwable error) {
		this.body.set(OVER);
	}

	@Override
	public void onComplete() {
		this.body.set(OVER);
	}

	/**
	 * Give up what has not come yet, and the connection with it; also if nothing has come
	 * at all. On any thread.
	 */
	void close() {
		Flow.Subscription body = this.body.getAndSet(OVER);
		if (body != null) {
			body.cancel();
		}
	}

}
