package com.rollingdrop.persistence.postgres;

/**
 * Which row, and how new.
 *
 * @param stamp the row's version; where rows never change, the time that is a part of the table's
 *     key, or anything where there is none
 */
public record RowMark<K>(K key, long stamp) {}
