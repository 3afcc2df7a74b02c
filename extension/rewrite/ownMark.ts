/**
 * In the docstring or the comment of what a swap writes for an activation of somebody's own: tells it from anything else
 * of that name, also where nobody knows the formula any more.
 */
export const ownMark = ', defined in the workspace';
