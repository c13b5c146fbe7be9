package dev.probity.fleet;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, no more of it than an answer can have: whoever sends more is not
 * read to the end.
 */
final class ShortBody implements BodySubscriber<String> {

	private static final int MOST = 256;

	private final CompletableFuture<String> body = new CompletableFuture<>();

	private final StringBuilder text = new StringBuilder();

	private @Nullable Subscription subscription;

	@Override
	public CompletionStage<String> getBody() {
		return this.body;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		subscription.request(1);
	}

	@Override
	public void onNext(List<ByteBuffer> parts) {
		parts.forEach((part) -> this.text.append(StandardCharsets.ISO_8859_1.decode(part)));
		Subscription current = this.subscription;
		if (current == null) {
			return;
		}
		if (this.text.length() > MOST) {
			current.cancel();
			this.body.complete("");
			return;
		}
		current.request(1);
	}

	@Override
	public void onError(Throwable throwable) {
		this.body.completeExceptionally(throwable);
	}

	@Override
	public void onComplete() {
		this.body.complete(this.text.toString());
	}

}
