package com.rollingdrop.persistence.postgres;

/** One cache entry on its way to its table. */
public record Row<K, V>(K key, V value) {}
