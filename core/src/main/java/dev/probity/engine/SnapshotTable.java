package dev.probity.engine;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

import dev.probity.check.CheckSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The snapshots of all checks at one moment, in the order of registration. Immutable; its
 * successor, in which one snapshot has been replaced, shares nearly all of it, so that a
 * result costs little however many checks there are.
 */
final class SnapshotTable extends AbstractMap<String, CheckSnapshot> {

	static final SnapshotTable EMPTY = new SnapshotTable(Map.of(), new CheckSnapshot[0][]);

	private static final int CHUNK = 32;

	private final Map<String, Integer> positions;

	private final CheckSnapshot[][] chunks;

	private SnapshotTable(Map<String, Integer> positions, CheckSnapshot[][] chunks) {
		this.positions = positions;
		this.chunks = chunks;
	}

	static SnapshotTable of(Collection<CheckSnapshot> snapshots) {
		Map<String, Integer> positions = new LinkedHashMap<>();
		CheckSnapshot[][] chunks = new CheckSnapshot[(snapshots.size() + CHUNK - 1) / CHUNK][CHUNK];
		for (CheckSnapshot snapshot : snapshots) {
			int position = positions.size();
			positions.put(snapshot.name(), position);
			chunks[position / CHUNK][position % CHUNK] = snapshot;
		}
		return new SnapshotTable(positions, chunks);
	}

	/**
	 * The same, with the successor of one snapshot.
	 * @throws IllegalArgumentException if there is none of its name
	 */
	SnapshotTable with(CheckSnapshot successor) {
		Integer position = this.positions.get(successor.name());
		if (position == null) {
			throw new IllegalArgumentException("There is no check named '%s'".formatted(successor.name()));
		}
		CheckSnapshot[][] next = this.chunks.clone();
		CheckSnapshot[] chunk = next[position / CHUNK].clone();
		chunk[position % CHUNK] = successor;
		next[position / CHUNK] = chunk;
		return new SnapshotTable(this.positions, next);
	}

	private CheckSnapshot at(int position) {
		return this.chunks[position / CHUNK][position % CHUNK];
	}

	@Override
	public int size() {
		return this.positions.size();
	}

	@Override
	public boolean containsKey(Object name) {
		return this.positions.containsKey(name);
	}

	@Override
	public @Nullable CheckSnapshot get(Object name) {
		Integer position = this.positions.get(name);
		return (position != null) ? at(position) : null;
	}

	@Override
	public Collection<CheckSnapshot> values() {
		return new AbstractCollection<>() {

			@Override
			public Iterator<CheckSnapshot> iterator() {
				return each(Function.identity());
			}

			@Override
			public int size() {
				return SnapshotTable.this.size();
			}

		};
	}

	@Override
	public Set<Entry<String, CheckSnapshot>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public Iterator<Entry<String, CheckSnapshot>> iterator() {
				return each((snapshot) -> Map.entry(snapshot.name(), snapshot));
			}

			@Override
			public int size() {
				return SnapshotTable.this.size();
			}

		};
	}

	private <T> Iterator<T> each(Function<CheckSnapshot, T> view) {
		return new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return this.next < size();
			}

			@Override
			public T next() {
				if (!hasNext()) {
					throw new NoSuchElementException();
				}
				return view.apply(at(this.next++));
			}

		};
	}

}
