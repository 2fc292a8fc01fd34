package com.rollingdrop.grid.ignite;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Set;
import org.apache.ignite.cache.QueryIndexType;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.cache.query.index.Index;
import org.apache.ignite.internal.cache.query.index.IndexName;
import org.apache.ignite.internal.cache.query.index.sorted.IndexKeyDefinition;
import org.apache.ignite.internal.cache.query.index.sorted.inline.InlineIndex;
import org.apache.ignite.internal.processors.query.GridQueryIndexDescriptor;
import org.apache.ignite.internal.processors.query.GridQueryTypeDescriptor;
import org.apache.ignite.internal.processors.query.QueryUtils;
import org.apache.ignite.internal.processors.query.schema.SchemaIndexCacheVisitor;
import org.apache.ignite.internal.processors.query.schema.management.IndexDescriptor;
import org.apache.ignite.internal.processors.query.schema.management.SchemaManager;
import org.apache.ignite.internal.processors.query.schema.management.SortedIndexDescriptorFactory;
import org.apache.ignite.internal.processors.query.schema.management.TableDescriptor;
import org.apache.ignite.logger.slf4j.Slf4jLogger;
import org.jspecify.annotations.Nullable;

/**
 * Has one tree serve as the primary key of a table and as its index by player and sequence.
 *
 * <p>Ignite keeps a tree of the keys for each SQL table. Over a composite key no query can use it,
 * and each row of the ledger pays for it. So where a table declares one of the {@link #names}, the
 * tree of the primary key is ordered by that index's columns, with the key as the last one, and the
 * declared index is another name for the same tree: all rows are in it, each once.
 *
 * <p>Ignite's internal interface for kinds of indexes; it is registered for the whole process,
 * before a node starts, and is the same on every node. Thread-safe: has no state.
 */
final class SequenceIndexes extends SortedIndexDescriptorFactory {
  /** The name by which Ignite registers such a tree. */
  static final String TREE = QueryUtils.PRIMARY_KEY_INDEX;

  private final Set<String> names;

  private SequenceIndexes(Set<String> names) {
    super(new Slf4jLogger().getLogger(SequenceIndexes.class));
    this.names = Set.copyOf(names);
  }

  /** Has all nodes that this process starts from now on build the named indexes like this. */
  static void register(Set<String> names) {
    SchemaManager.registerIndexDescriptorFactory(QueryIndexType.SORTED, new SequenceIndexes(names));
  }

  @Override
  public IndexDescriptor create(
      GridKernalContext context,
      GridQueryIndexDescriptor index,
      TableDescriptor table,
      @Nullable SchemaIndexCacheVisitor visitor) {
    if (names.contains(index.name())) {
      return alias(context, index, table);
    }
    if (TREE.equals(index.name())) {
      for (GridQueryIndexDescriptor declared : table.type().indexes().values()) {
        if (names.contains(declared.name())) {
          return super.create(context, new PrimaryKey(index, declared), table, visitor);
        }
      }
    }
    return super.create(context, index, table, visitor);
  }

  private static IndexDescriptor alias(
      GridKernalContext context, GridQueryIndexDescriptor index, TableDescriptor table) {
    GridQueryTypeDescriptor type = table.type();
    Index primaryKey =
        context
            .indexProcessor()
            .index(
                new IndexName(table.cacheInfo().name(), type.schemaName(), type.tableName(), TREE));
    int inlineSize = primaryKey instanceof InlineIndex tree ? tree.inlineSize() : 0;
    LinkedHashMap<String, IndexKeyDefinition> columns =
        new LinkedHashMap<>(primaryKey.indexDefinition().indexKeyDefinitions());
    return new IndexDescriptor(
        table, index.name(), index.type(), columns, false, false, inlineSize, primaryKey);
  }

  /** The index of the primary key, in the order of a declared one. */
  private record PrimaryKey(GridQueryIndexDescriptor primaryKey, GridQueryIndexDescriptor order)
      implements GridQueryIndexDescriptor {
    @Override
    public String name() {
      return primaryKey.name();
    }

    @Override
    public Collection<String> fields() {
      return order.fields();
    }

    @Override
    public boolean descending(String field) {
      return order.descending(field);
    }

    @Override
    public QueryIndexType type() {
      return primaryKey.type();
    }

    @Override
    public int inlineSize() {
      return order.inlineSize();
    }
  }
}
