package dev.probity.benchmark.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PageTests {

	private static final Target TARGET = Target.atMost("time", 1, 2, 1, " s");

	@TempDir
	private Path folder;

	@Test
	void getsASectionForEachChapterAndOneForAllTargets() throws Exception {
		Path first = Files.writeString(this.folder.resolve("first.md"),
				"a\n<!-- targets -->\nold\n<!-- /targets -->\nb\n");
		Path tables = Files.writeString(this.folder.resolve("tables.md"), "a\n<!-- heap -->\nold\n<!-- /heap -->\nc\n");
		assertThat(new Page(first, tables).write(List.of(new Heap()), Effort.SHORT)).containsExactly(TARGET);
		assertThat(first).hasContent("""
				a
				<!-- targets -->

				| | target | measured | |
				| --- | --- | --- | --- |
				| time | ≤ 1 s | 1 s | met |

				<!-- /targets -->
				b
				""");
		assertThat(tables).hasContent("""
				a
				<!-- heap -->

				measured SHORT

				<!-- /heap -->
				c
				""");
	}

	@Test
	void whatIsNotMeasuredAgainStaysAsItWas() throws Exception {
		Path page = Files.writeString(this.folder.resolve("page.md"), """
				<!-- targets -->
				| | target | measured | |
				| --- | --- | --- | --- |
				| space | ≤ 1 m | 2 m | **missed** |
				| time | ≤ 1 s | 2 s | **missed** |
				<!-- /targets -->
				<!-- heap -->
				<!-- /heap -->
				""");
		new Page(page, page).writeOnly(List.of(new Heap()), Effort.SHORT);
		assertThat(page).content().contains("""
				| | target | measured | |
				| --- | --- | --- | --- |
				| space | ≤ 1 m | 2 m | **missed** |
				| time | ≤ 1 s | 1 s | met |
				""");
	}

	@Test
	void aPageWithoutTheSectionIsRefused() throws Exception {
		Path path = Files.writeString(this.folder.resolve("page.md"), "<!-- targets --><!-- /targets -->");
		assertThatIllegalStateException()
			.isThrownBy(() -> new Page(path, path).write(List.of(new Heap()), Effort.SHORT))
			.withMessageContaining("<!-- heap -->");
	}

	private static final class Heap implements Chapter {

		@Override
		public String name() {
			return "heap";
		}

		@Override
		public Findings measure(Effort effort) {
			return new Findings("measured %s\n".formatted(effort), List.of(TARGET));
		}

	}

}
