package dev.probity.sample.orders;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.startup.StartupProgress;
import dev.probity.startup.StartupTask;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What quantities cost. Each unit is a little cheaper than the one before, so that a
 * quote takes its time; those that are asked for most are there before the first
 * customer.
 */
@Component("warmQuotes")
class QuoteCache implements StartupTask {

	private static final BigDecimal PRICE = new BigDecimal("4.99");

	private static final BigDecimal DISCOUNT = new BigDecimal("0.9995");

	private final Map<Integer, BigDecimal> quotes = new ConcurrentHashMap<>();

	private final int upTo;

	QuoteCache(@Value("${orders.quotes.warm-up-to:500}") int upTo) {
		this.upTo = upTo;
	}

	@Override
	public void run(StartupProgress progress) throws InterruptedException {
		progress.of(this.upTo);
		for (int quantity = 1; quantity <= this.upTo; quantity++) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			quote(quantity);
			progress.advance();
		}
	}

	BigDecimal quote(int quantity) {
		return this.quotes.computeIfAbsent(quantity, QuoteCache::reckon);
	}

	private static BigDecimal reckon(int quantity) {
		BigDecimal sum = BigDecimal.ZERO;
		BigDecimal price = PRICE;
		for (int unit = 0; unit < quantity; unit++) {
			sum = sum.add(price);
			price = price.multiply(DISCOUNT, MathContext.DECIMAL128);
		}
		return sum.round(new MathContext(6));
	}

}
