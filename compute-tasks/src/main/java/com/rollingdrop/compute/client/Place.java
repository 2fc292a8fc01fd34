package com.rollingdrop.compute.client;

import java.util.UUID;

/**
 * A place in a list that is ordered by a number and, where that is the same, by an id.
 *
 * @param number a price in minor units, or a time in epoch milliseconds
 */
public record Place(long number, UUID id) {}
