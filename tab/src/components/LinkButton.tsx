import { Button, type ButtonProps } from '@fluentui/react-components';
import type { MouseEvent, ReactNode } from 'react';
import { useHref, useLinkClickHandler } from 'react-router';

type LinkButtonProps = {
  to: string;
  state?: unknown;
  appearance?: NonNullable<ButtonProps['appearance']>;
  size?: NonNullable<ButtonProps['size']>;
  icon?: ButtonProps['icon'];
  children: ReactNode;
};

/** A link to another view that looks like a button: it can be opened in a new tab and copied. */
export function LinkButton({ to, state, appearance = 'primary', size = 'medium', icon, children }: LinkButtonProps) {
  const href = useHref(to);
  const follow = useLinkClickHandler<HTMLAnchorElement>(to, { state });
  return (
    <Button
      as="a"
      href={href}
      appearance={appearance}
      size={size}
      {...(icon !== undefined && { icon })}
      onClick={(event: MouseEvent<HTMLAnchorElement>) => follow(event)}
    >
      {children}
    </Button>
  );
}
