package dev.probity.benchmark.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.probity.benchmark.harness.Variant;

/**
 * All usages of the pool with and without Probity, all at the same time: hardly anything
 * is done but to wait.
 */
final class FullPools {

	private FullPools() {
	}

	/**
	 * Observe them.
	 * @param database the address of the database, to which parameters can be added
	 * @param folder gets the logs and all answers
	 */
	static List<Row> observe(String database, Path folder) throws IOException {
		List<FullPool> pools = new ArrayList<>();
		try {
			for (Usage usage : Usage.values()) {
				for (Variant variant : Variant.values()) {
					pools.add(FullPool.start(variant, usage, database, folder));
				}
			}
			List<CompletableFuture<List<Row>>> rows = new ArrayList<>();
			for (FullPool pool : pools) {
				rows.add(CompletableFuture.supplyAsync(pool::observe, Prober.THREADS));
			}
			return rows.stream().map(CompletableFuture::join).flatMap(List::stream).toList();
		}
		finally {
			pools.forEach(FullPool::close);
		}
	}

}
