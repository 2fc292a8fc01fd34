/** What a player does with money: openings, deposits, the wallet, the history. */
@NullMarked
package com.rollingdrop.api.play;

import org.jspecify.annotations.NullMarked;
